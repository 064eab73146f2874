namespace Kit.Libraries;

/// <summary>Settings that are known to be about something else than the loss.</summary>
public abstract partial record Library
{
    private static readonly string[] Prefixes =
    [
        "adam", "adapter", "auto_", "base_model", "bf16", "bnb_", "cache_dir", "ckpt.", "cutoff_", "data", "ddp_",
        "deepspeed",
        "disable_dropout", "do_", "ds.", "eval", "finetuning_type", "flash_attn", "force_use_ref_model", "fp16",
        "freeze_",
        "fsdp", "full_determinism", "generate_during_eval", "gradient_", "group_by", "hub_", "ignore_data",
        "image_", "is_encoder_decoder", "label_pad", "learning_rate", "local_rank", "logger.", "logging_", "lora_",
        "lr_", "max_", "metric_for", "min_lr", "model_adapter", "model_init", "model_name", "model_type",
        "model.gradient", "model.model_name", "muon.", "neftune", "no_cuda", "num_", "optim", "output_", "overwrite_",
        "pad_", "padding_", "per_device_", "plot_", "precompute_ref_", "preprocessing_", "push_to", "quantization_",
        "ref.",
        "ref_adapter", "ref_model", "remove_unused", "report_to", "resume", "run_name", "save_", "seed", "system",
        "template", "tf32", "tokenizer", "tools", "torch_", "train.", "train_", "trust_", "truncation_", "tuner_",
        "use_cache",
        "use_logits_to_keep", "use_ms", "use_reentrant", "use_vllm", "val_", "video_", "vllm_", "wandb", "warmup_",
        "weight_decay",
    ];

    private static readonly string[] Exact =
        ["model", "attn_impl", "sequence_parallel_size", "packing", "activation_offloading", "freeze", "stage_",
            "tags"];

    private bool IsOther(string key) => !Options.Contains(key)
        && (Exact.Contains(key) || Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)));
}
