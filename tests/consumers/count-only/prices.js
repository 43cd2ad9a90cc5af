import { Meter } from "tokenmeter";

Meter.load().then((meter) => console.log(meter.model("gpt-4o").name));
