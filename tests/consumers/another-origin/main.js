import { results } from "./dist/program.js";

// The other server is one of this machine too, on another port.
const { Meter, Tokenizer } = await import(`http://127.0.0.1:${new URLSearchParams(location.search).get("port")}/some/where/index.js`);
document.querySelector("output").textContent = JSON.stringify(await results({ Meter, Tokenizer }));
