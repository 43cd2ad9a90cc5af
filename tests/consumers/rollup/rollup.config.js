import nodeResolve from "@rollup/plugin-node-resolve";

export default {
  input: { main: "main.js", worker: "tokenmeter/worker" },
  output: { dir: "dist" },
  plugins: [nodeResolve({ browser: true })],
};
