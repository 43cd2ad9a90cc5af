export default ({ mode }) => ({ build: { rollupOptions: { input: `${mode}.js` } } });
