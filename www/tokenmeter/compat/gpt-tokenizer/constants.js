/**
 * The names that npm's `gpt-tokenizer` 4.0.0 exports beside its functions
 * (checked 2026-11-25).
 */

export const ALL_SPECIAL_TOKENS = "all";
export const DEFAULT_MERGE_CACHE_SIZE = 100_000;

export const EndOfText = "<|endoftext|>";
export const FimPrefix = "<|fim_prefix|>";
export const FimMiddle = "<|fim_middle|>";
export const FimSuffix = "<|fim_suffix|>";
export const ImStart = "<|im_start|>";
export const ImEnd = "<|im_end|>";
export const ImSep = "<|im_sep|>";
export const EndOfPrompt = "<|endofprompt|>";

export const HarmonyStartOfText = "<|startoftext|>";
export const HarmonyStart = "<|start|>";
export const HarmonyEnd = "<|end|>";
export const HarmonyMessage = "<|message|>";
export const HarmonyChannel = "<|channel|>";
export const HarmonyReturn = "<|return|>";
export const HarmonyConstrain = "<|constrain|>";
export const HarmonyCall = "<|call|>";
