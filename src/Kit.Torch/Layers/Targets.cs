namespace Kit.Torch.Layers;

/// <summary>Which linear layers receive adapters: PEFT's <c>target_modules</c>.</summary>
public abstract record Targets
{
    private Targets() { }

    /// <summary>Whether the layer of this path is adapted.</summary>
    public abstract bool Matches(string path);

    /// <summary>Layers by the last parts of their paths: <c>q_proj</c> or <c>self_attn.q_proj</c>.</summary>
    public static Targets Names(params string[] names) => new Named(Sequence.From<string>(names));

    /// <summary>Layers whose path is one of the names or ends in a dot and one of them.</summary>
    public sealed record Named(Sequence<string> Ends) : Targets
    {
        public override bool Matches(string path) =>
            Ends.Any(end => path == end || path.EndsWith($".{end}", StringComparison.Ordinal));

        public override string ToString() => $"{Ends}";
    }

    /// <summary>Layers whose whole path matches a regular expression.</summary>
    public sealed record Matching(string Pattern) : Targets
    {
        public override bool Matches(string path) => new ModulePattern(Pattern).IsWhole(path);

        public override string ToString() => $"/{Pattern}/";
    }

    /// <summary>Every linear layer except the output layer, <c>lm_head</c>.</summary>
    public sealed record AllLinear : Targets
    {
        private static readonly Targets Output = Names("lm_head");

        public override bool Matches(string path) => !Output.Matches(path);

        public override string ToString() => "all-linear";
    }
}
