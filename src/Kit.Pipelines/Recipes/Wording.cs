using Kit.Data.Storage;
using Kit.Evaluate.Benchmarks;
using Kit.Evaluate.Judging;

namespace Kit.Pipelines.Recipes;

/// <summary>What is said to whoever answers, with the fields of a draft as {field}.</summary>
/// <param name="System">The system prompt; empty for none.</param>
/// <param name="User">The user's turn.</param>
public sealed record Wording(string System, string User)
{
    /// <summary>Turns before the last one, oldest first; their answers are usually a field of the draft.</summary>
    public Sequence<Exchange> Earlier { get; init; } = [];

    /// <summary>A user's turn alone.</summary>
    public static Wording From(string user) => new("", user);

    /// <summary>With one more turn before the last.</summary>
    /// <param name="user">Said then, with fields.</param>
    /// <param name="assistant">Answered then, such as <c>{differences}</c>.</param>
    public Wording After(string user, string assistant) =>
        this with { Earlier = Earlier.Add(new Exchange(user, assistant)) };

    /// <summary>The same words by content: what provenance holds of them.</summary>
    public string Digest => Fingerprint.From(
        [("system", System), ("user", User), .. Earlier.SelectMany((turn, k) => new[]
        {
            (FormattableString.Invariant($"user {k}"), turn.User),
            (FormattableString.Invariant($"assistant {k}"), turn.Assistant),
        })]).Brief;

    public override string ToString() => Earlier.Count == 0 && System == "" ? $"\"{User}\"" : $"prompt {Digest}";

    /// <summary>The words for one draft; what a field holds is never read for fields.</summary>
    /// <exception cref="ArgumentException">The draft has no field of a name.</exception>
    internal Wording Fill(Draft one) => new(Fill(System, one), Fill(User, one))
    {
        Earlier = [.. Earlier.Select(turn => new Exchange(Fill(turn.User, one), Fill(turn.Assistant, one)))],
    };

    private static string Fill(string template, Draft one) => Prompt.Fill(template, name => one[name]);
}
