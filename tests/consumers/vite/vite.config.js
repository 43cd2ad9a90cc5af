export default {
  // The packages are installed once for all projects, in the directory above.
  server: { port: 0, fs: { allow: [".."] } },
};
