using System.Globalization;

namespace Kit.Expressions;

/// <summary>The sizes behind the axes: B, and T of each answer, read off the shapes of the evidence.</summary>
/// <param name="Pairs">B.</param>
/// <param name="Tokens">T by answer.</param>
public sealed record Sizes(int Pairs, IReadOnlyDictionary<string, int> Tokens)
{
    /// <summary>Checks every piece of evidence that an expression reads; all faults are reported at once.</summary>
    /// <param name="needed">What the expression reads.</param>
    /// <param name="shapeOf">The shape that was given, or null for evidence that is missing.</param>
    public static Sizes From(IEnumerable<Evidence> needed, Func<Evidence, Sequence<int>?> shapeOf)
    {
        var given = needed.Select(evidence => (Evidence: evidence, Shape: shapeOf(evidence))).ToArray();
        var sizes = new Sizes(Agreed(given), TokensOf(given));
        string[] faults = [.. given.Select(one => sizes.Fault(one.Evidence, one.Shape)).OfType<string>()];
        return faults.Length == 0 ? sizes : throw new ArgumentException(string.Join(Environment.NewLine, faults));
    }

    /// <summary>The shape of axes.</summary>
    internal Sequence<int> Shape(Axes axes) => axes switch
    {
        Axes.Token token when Tokens.TryGetValue(token.Answer, out var tokens) => [Pairs, tokens],
        Axes.Token => throw new ArgumentException(
            $"{nameof(Expr.Expand)}: expected evidence over {axes} that tells its size, got none. "
            + "Add some to the batch."),
        Axes.Pair => [Pairs],
        _ => [],
    };

    /// <summary>B as the first evidence that has it says.</summary>
    private static int Agreed((Evidence Evidence, Sequence<int>? Shape)[] given) =>
        given.FirstOrDefault(one => one.Shape is { Count: > 0 } shape && shape.Count == one.Evidence.Axes.Rank)
            .Shape?[0] ?? 0;

    private static Dictionary<string, int> TokensOf((Evidence Evidence, Sequence<int>? Shape)[] given) => given
        .Where(one => one.Evidence.Axes is Axes.Token && one.Shape is { Count: 2 })
        .GroupBy(one => one.Evidence.Slot.Answer)
        .ToDictionary(answer => answer.Key, answer => answer.First().Shape![1]);

    private string? Fault(Evidence evidence, Sequence<int>? shape)
    {
        var axes = evidence.Axes;
        return shape is null ? $"{evidence}: expected {axes}, got nothing. Add it to the evidence."
            : shape.Count == axes.Rank && shape.Equals(Shape(axes)) ? null
            : $"{evidence}: expected {axes} = {Known(axes)}, got {shape}. {Remedy(axes)}.";
    }

    /// <summary>The sizes that are known; a question mark where no evidence of the right rank says.</summary>
    private string Known(Axes axes) => axes switch
    {
        Axes.Token token => string.Create(CultureInfo.InvariantCulture,
            $"[{Pairs}, {(Tokens.TryGetValue(token.Answer, out var tokens) ? tokens : "?")}]"),
        Axes.Pair => string.Create(CultureInfo.InvariantCulture, $"[{Pairs}]"),
        _ => "[]",
    };

    private static string Remedy(Axes axes) => axes switch
    {
        Axes.Token token => $"Gather one number per token of the {token.Answer} answer, padded to its longest",
        Axes.Pair => "Give one number per pair",
        _ => "Give one number",
    };

    public override string ToString() => FormattableString.Invariant($"{Pairs} pairs")
        + string.Concat(Tokens.Select(one => FormattableString.Invariant($", {one.Value} tokens of {one.Key}")));
}
