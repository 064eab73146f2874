using System.Globalization;

namespace Kit.Expressions;

/// <summary>Whose number it is: an answer, and the view of the clip under which it was read.</summary>
/// <param name="Name">The answer's role, such as <c>chosen</c>; empty for the whole pair or batch.</param>
/// <param name="Index">0 for the first answer of that role; <c>rejected[1]</c> is the second rejected answer.</param>
/// <param name="View">A variant of the visual input, such as <c>crop</c>; empty for the clip itself.</param>
public sealed record Slot(string Name, int Index = 0, string View = "")
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

    public override string ToString() => View.Length == 0 ? Answer : $"{Answer}@{View}";

    /// <summary>y_w, y_l, y_l[1], y_w@crop.</summary>
    internal string Unicode => (Index, View) switch
    {
        (0, "") => Letter,
        (_, "") => string.Create(CultureInfo.InvariantCulture, $"{Letter}[{Index}]"),
        _ => $"{WithView("").Unicode}@{View}",
    };

    /// <summary>y_w, y_l, y_{l,1}, y_w^{crop}.</summary>
    internal string Latex => (Index, View) switch
    {
        (0, "") => Letter,
        (_, "") => string.Create(CultureInfo.InvariantCulture, $"{{{Letter}}}_{{,{Index}}}"),
        _ => $"{WithView("").Latex}^{{\\mathrm{{{View}}}}}",
    };

    /// <summary>A Python identifier: chosen, rejected_1, chosen_crop.</summary>
    internal string Code => ToString().Replace("[", "_", StringComparison.Ordinal)
        .Replace("]", "", StringComparison.Ordinal).Replace("@", "_", StringComparison.Ordinal);

    private string Letter => Name switch
    {
        "chosen" => "y_w",
        "rejected" => "y_l",
        "response" => "y_i",
        "mismatched" => "y′",
        "sampled" => "y_ref",
        _ => Name,
    };
}
