using Kit.Torch.Layers;

namespace Kit.Models.Checkpoints;

/// <summary><c>rope_scaling</c>, called <c>rope_parameters</c> in newer files, as a case of <see cref="RopeScaling"/>.
/// </summary>
internal static class RopeJson
{
    private static readonly string[] Known =
    [
        "type", "rope_type", "rope_theta", "mrope_section", "factor", "original_max_position_embeddings",
        "low_freq_factor", "high_freq_factor", "attention_factor", "beta_fast", "beta_slow",
    ];

    /// <param name="rope">The section.</param>
    /// <param name="json">The decoder's fields around it.</param>
    public static RopeScaling Read(ConfigReader rope, ConfigReader json)
    {
        foreach (var name in rope.Names.Except(Known)) rope.Refuse(name, "absent");
        return rope.Choice<Func<RopeScaling>>(
            rope.Has("rope_type") ? "rope_type" : "type",
            ("default", () => RopeScaling.None),
            ("mrope", () => RopeScaling.None),
            ("linear", () => new RopeScaling.Linear(Factor(rope))),
            ("dynamic", () => new RopeScaling.Dynamic(Factor(rope), Taught(json))),
            ("llama3", () => Llama3(rope, json)),
            ("yarn", () => Yarn(rope, json)))();
    }

    private static RopeScaling.Llama3 Llama3(ConfigReader rope, ConfigReader json)
    {
        var (low, high) = (rope.Positive("low_freq_factor", 1), rope.Positive("high_freq_factor", 4));
        if (low >= high) rope.Refuse("low_freq_factor", "below high_freq_factor");
        return new(Factor(rope), low, high, Original(rope, json));
    }

    private static RopeScaling.Yarn Yarn(ConfigReader rope, ConfigReader json) => new(
        Factor(rope), Original(rope, json), rope.Positive("beta_fast", 32), rope.Positive("beta_slow", 1),
        rope.Number("attention_factor"));

    private static double Factor(ConfigReader rope)
    {
        if (!rope.Has("factor")) rope.Refuse("factor", "a number from 1 on");
        var factor = rope.Positive("factor", 1);
        if (factor < 1) rope.Refuse("factor", "a number from 1 on");
        return factor;
    }

    private static long Original(ConfigReader rope, ConfigReader json) =>
        rope.Optional("original_max_position_embeddings") ?? Taught(json);

    private static long Taught(ConfigReader json)
    {
        if (!json.Has("max_position_embeddings"))
            json.Refuse("max_position_embeddings", "there, since the RoPE scaling reads it");
        return json.Size("max_position_embeddings", 1);
    }
}
