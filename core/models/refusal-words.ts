/** How one maker's safety filter words a refusal, with sentences that were seen. */
interface RefusalWords {
  /** The maker of the models, or of the filter if several makers share it. */
  maker: string;
  pattern: RegExp;
  said: readonly string[];
}

/**
 * Only its wording marks a failed prediction as a refusal, and each maker has its own. From the models' published code, the makers'
 * error references, and public reports of what Replicate answered (to 2026-11). If you add a model, add its maker's words.
 */
export const refusalWords: readonly RefusalWords[] = [
  {
    maker: 'the checkers of open models (FLUX.1, Stable Diffusion, Qwen, Retro Diffusion)',
    pattern: /\bnsfw\b/i,
    said: [
      'NSFW content detected. Try running it again, or try a different prompt.',
      'All generated images contained NSFW content. Try running it again with a different prompt.',
      'Potential NSFW content was detected in one or more images. A black image will be returned instead.',
    ],
  },
  {
    maker: 'Replicate’s own filter (FLUX 1.1 and later, Seedream, Nano Banana, Seedance)',
    pattern: /flagged as (potentially )?(sensitive|inappropriate|unsafe|harmful)|\bE005\b/i,
    said: [
      'The input or output was flagged as sensitive. Please try again with different inputs. (E005) (uIJ6l3ruRD)',
      'Prediction failed: ModelError: The generated output was flagged as potentially sensitive.',
    ],
  },
  {
    maker: 'Black Forest Labs',
    pattern: /\b(request|content) moderated\b|\bmoderation (filter|reasons?)\b/i,
    said: ['Request Moderated', 'Content Moderated', 'Generation failed: Moderation Reasons: Derivative Works Filter'],
  },
  {
    maker: 'Google (Gemini, Imagen)',
    pattern:
      /\b(IMAGE_SAFETY|(IMAGE_)?PROHIBITED_CONTENT)\b|\breason: (SAFETY|BLOCKLIST|SPII)\b|\bviolat\w+\b[^.]{0,60}\b(polic(y|ies)|guidelines|practices)\b|\bblocked\b[^.]{0,60}\bsafety\b/i,
    said: [
      'Image generation failed. Finish reason: IMAGE_SAFETY',
      'Gemini API error: PROHIBITED_CONTENT',
      'The model returned no image. Finish reason: SAFETY',
      'No image was generated: IMAGE_PROHIBITED_CONTENT.',
      "Unable to show generated images. All images were filtered out because they violated Vertex AI's usage guidelines.",
      'The response is blocked, as it may violate our policies. Support codes: 58061214',
      "The prompt could not be submitted. This prompt contains sensitive words that violate Google's Responsible AI practices.",
      'Image generation was blocked by safety filters.',
      'Your prompt violates our content policy.',
    ],
  },
  {
    maker: 'OpenAI (GPT Image)',
    pattern:
      /\bmoderation_blocked\b|\bcontent_policy_violation\b|rejected (as a result of|by) (our|the) safety system|\bsafety_violations\b/i,
    said: [
      'Your request was rejected as a result of our safety system. Your prompt may contain text that is not allowed by our safety system.',
      'Your request was rejected by the safety system. If you believe this is an error, contact us. safety_violations=[sexual].',
      'Error code: 400 - {"error": {"code": "moderation_blocked", "type": "image_generation_user_error"}}',
      'content_policy_violation',
    ],
  },
  {
    maker: 'ByteDance (Seedream)',
    pattern:
      /sensitive ?content ?detected|may contain (sensitive|real person)|\b(Input|Output)(Text|Image|Video)(Sensitive|Risk)\w*/i,
    said: [
      'The request failed because the input text may contain sensitive information.',
      'InputTextSensitiveContentDetected',
      'OutputImageSensitiveContentDetected: The request failed because the output image may contain sensitive information.',
      'InputImageSensitiveContentDetected.PrivacyInformation: the input image may contain real person.',
    ],
  },
  {
    maker: 'Ideogram, Recraft, Leonardo, Stability',
    pattern:
      /\b(safety|moderation|content) (check|checks|checker|filter|filters|system|policy)\b[^.]{0,60}\b(fail|failed|block|blocked|reject|rejected|flag|flagged|violat\w+|triggered|refused)\b|\b(fail|failed|block|blocked|rejected|flagged|refused|violat\w+)\b[^.]{0,60}\b(safety|moderation|content) (check|checks|checker|filter|filters|system|policy|moderation)\b|\bcontent moderation\b|did not pass (the )?(safety|moderation)/i,
    said: [
      'Prompt failed the safety check',
      'Image safety check failed',
      'The prompt did not pass moderation.',
      'Your request was flagged by our content moderation system, as a result your request was denied.',
      'Content moderation failed for the given prompt.',
      'The prompt was rejected by the content filter.',
    ],
  },
  {
    maker: 'Alibaba (Qwen, Wan), MiniMax',
    pattern: /\bDataInspectionFailed\b|inappropriate content|\bnew_sensitive\b/i,
    said: [
      'DataInspectionFailed: Input data may contain inappropriate content.',
      'Output data may contain inappropriate content.',
      'input new_sensitive',
    ],
  },
];

/** Whether a failed run's error is the wording of a safety filter. */
export const isRefusal = (error: string): boolean => refusalWords.some(({ pattern }) => pattern.test(error));
