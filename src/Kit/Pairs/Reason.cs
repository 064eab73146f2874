namespace Kit.Pairs;

/// <summary>Why a sample was left out: a short stable name that tables and papers can quote.</summary>
public sealed record Reason
{
    private Reason(string name) => Name = name;

    /// <summary>Lower-case words joined by hyphens.</summary>
    public string Name { get; }

    /// <summary>The model answered the perturbed clip correctly, so there is no mistake to learn from.</summary>
    public static Reason CorrectAnswer { get; } = new("correct-answer");

    /// <summary>Both answers say the same.</summary>
    public static Reason NoDifference { get; } = new("no-difference");

    /// <summary>The model's answer could not be understood.</summary>
    public static Reason Unparsed { get; } = new("unparsed");

    /// <summary>The clip is missing or does not decode.</summary>
    public static Reason UnreadableVideo { get; } = new("unreadable-video");

    /// <summary>No phrase of one answer stands against a phrase of the other.</summary>
    public static Reason NoSpan { get; } = new("no-span");

    /// <summary>The sequence exceeds the model's length and the policy was to drop it.</summary>
    public static Reason TooLong { get; } = new("too-long");

    /// <summary>A reason of one recipe's own.</summary>
    public static Reason Named(string name) =>
        name.Length > 0 && name.Split('-').All(word => word.Length > 0 && word.All(char.IsAsciiLetterLower))
            ? new(name)
            : throw new ArgumentException(
                $"reason: expected lower-case words joined by hyphens, got \"{name}\". Write for example low-score.");

    public override string ToString() => Name;
}
