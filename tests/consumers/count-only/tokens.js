import { Tokenizer } from "tokenmeter/tokens";

Tokenizer.load("o200k_base").then((tokenizer) => console.log(tokenizer.count("Hello, world!")));
