using System.Globalization;
using System.Text.RegularExpressions;

namespace Kit.Expressions;

/// <summary>Whose number it is: an answer, and the view of the clip under which it was read.</summary>
/// <param name="Name">The answer's role, such as <c>chosen</c>; empty for the whole pair or batch.</param>
/// <param name="Index">0 for the first answer of that role; <c>rejected[1]</c> is the second rejected answer.</param>
/// <param name="View">A variant of the visual input, such as <c>crop</c>; empty for the clip itself.</param>
public sealed partial record Slot(string Name, int Index = 0, string View = "")
{
    /// <summary>y_w, the preferred answer.</summary>
    public static Slot Chosen { get; } = new("chosen");

    /// <summary>y_l, the dispreferred answer.</summary>
    public static Slot Rejected { get; } = new("rejected");

    /// <summary>y: an answer without a partner; a rollout.</summary>
    public static Slot Response { get; } = new("response");

    /// <summary>y′: another row's answer behind this row's prompt.</summary>
    public static Slot Mismatched { get; } = new("mismatched");

    /// <summary>y_ref: the reference model's own answer.</summary>
    public static Slot Sampled { get; } = new("sampled");

    /// <summary>No answer: a quantity of the pair or of the batch.</summary>
    public static Slot None { get; } = new("");

    /// <summary>The same role, another answer.</summary>
    public Slot WithIndex(int index) => this with { Index = index };

    /// <summary>The same answer, read under another view; its tokens stay the same.</summary>
    public Slot WithView(string view) => this with { View = view };

    /// <summary>The answer without its view; token axes are equal when their answers are.</summary>
    public string Answer => Index == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}[{Index}]");

    /// <summary>The slot whose <see cref="Answer"/> this is.</summary>
    internal static Slot FromAnswer(string answer) =>
        Indexed().Match(answer) is { Success: true } found
        && int.TryParse(found.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new Slot(found.Groups[1].Value, index)
            : new Slot(answer);

    [GeneratedRegex(@"^(.*)\[([1-9][0-9]*)\]\z", RegexOptions.Singleline)]
    private static partial Regex Indexed();

    public override string ToString() => View.Length == 0 ? Answer : $"{Answer}@{View}";

    /// <summary>y_w, y_l, y_l[1], y_w@crop; a name that would read as something else stands in quotes.</summary>
    internal string Unicode => (Index, View) switch
    {
        (0, "") => Letters.GetValueOrDefault(Name) ?? Quoted(Name),
        (_, "") => string.Create(CultureInfo.InvariantCulture, $"{WithIndex(0).Unicode}[{Index}]"),
        _ => $"{WithView("").Unicode}@{Quoted(View)}",
    };

    /// <summary>y_w, y_{l,1}, y_w^{crop}, y_{\mathrm{ref}}.</summary>
    internal string Latex
    {
        get
        {
            var (letter, below) = Name switch
            {
                "chosen" => ("y", "w"),
                "rejected" => ("y", "l"),
                "response" => ("y", "i"),
                "mismatched" => ("y'", ""),
                "sampled" => ("y", @"\mathrm{ref}"),
                _ => (Upright(Name), ""),
            };
            var index = Index == 0 ? "" : Index.ToString(CultureInfo.InvariantCulture);
            var foot = string.Join(",", new[] { below, index }.Where(part => part.Length > 0));
            return letter + (foot.Length switch { 0 => "", 1 => "_" + foot, _ => $"_{{{foot}}}" })
                + (View.Length == 0 ? "" : $"^{{{Upright(View)}}}");
        }
    }

    /// <summary>A Python identifier: chosen, rejected_1, chosen_crop.</summary>
    internal string Code => ToString().Replace("[", "_", StringComparison.Ordinal)
        .Replace("]", "", StringComparison.Ordinal).Replace("@", "_", StringComparison.Ordinal);

    /// <summary>The letters of the kit's own roles.</summary>
    internal static IReadOnlyDictionary<string, string> Letters { get; } = new Dictionary<string, string>
    {
        ["chosen"] = "y_w", ["rejected"] = "y_l", ["response"] = "y_i", ["mismatched"] = "y′", ["sampled"] = "y_ref",
    };

    /// <summary>Whichever answer a definition is asked for.</summary>
    internal const string Any = "y";

    private static string Quoted(string name) => Word().IsMatch(name) && name != Any && !Letters.Values.Contains(name)
        ? name
        : $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"^[\p{L}\p{N}_.\-]+\z")]
    private static partial Regex Word();

    private static string Upright(string name) => $@"\mathrm{{{name.Replace("_", @"\_", StringComparison.Ordinal)}}}";
}
