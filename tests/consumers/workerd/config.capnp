using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .main)],
);

const main :Workerd.Worker = (
  modules = [
    (name = "main.js", esModule = embed "dist/main.js"),
    (name = "tokens_bg.wasm", wasm = embed "dist/tokens_bg.wasm"),
    (name = "chunks_bg.wasm", wasm = embed "dist/chunks_bg.wasm"),
    (name = "keys_bg.wasm", wasm = embed "dist/keys_bg.wasm"),
    (name = "requests_bg.wasm", wasm = embed "dist/requests_bg.wasm"),
    (name = "prices_bg.wasm", wasm = embed "dist/prices_bg.wasm"),
  ],
  compatibilityDate = "2026-11-01",
);
