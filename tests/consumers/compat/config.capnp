using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .main)],
);

const main :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "dist/workerd/worker.js"),
    (name = "tokens_bg.wasm", wasm = embed "dist/workerd/tokens_bg.wasm"),
    (name = "chunks_bg.wasm", wasm = embed "dist/workerd/chunks_bg.wasm"),
  ],
  compatibilityDate = "2026-11-01",
);
