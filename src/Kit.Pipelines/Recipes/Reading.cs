using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kit.Pipelines.Recipes;

/// <summary>What a judge's output comes to; an output that cannot be read is asked for again, then it is a failure.
/// </summary>
public abstract record Reading
{
    private Reading() { }

    /// <summary>The whole output without white space at its ends; blank is no answer.</summary>
    public static Reading Whole { get; } = new Text();

    /// <summary>The label that stands first in the output as whole words, ignoring case; of two that start at one place
    /// the longer.</summary>
    public static Reading OneOf(params string[] labels) => new Label([.. labels]);

    /// <summary>The first number of the output.</summary>
    /// <param name="low">Smallest that counts.</param>
    /// <param name="high">Largest that counts.</param>
    public static Reading Between(double low, double high) => new Numeric(low, high);

    /// <summary>A field of the first JSON object in the output, read by another reading.</summary>
    public static Reading Field(string name, Reading then) => new Json(name, then);

    /// <summary>The first group of a pattern, read by another reading.</summary>
    public static Reading Behind(string pattern, Reading then) => new Pattern(pattern, then);

    /// <summary>The value, or null where the output cannot be read.</summary>
    internal abstract Datum? Apply(string output);

    private sealed record Text : Reading
    {
        internal override Datum? Apply(string output) =>
            output.Trim() is { Length: > 0 } text ? Datum.From(text) : null;

        public override string ToString() => "whole output";
    }

    private sealed record Label(Sequence<string> Labels) : Reading
    {
        internal override Datum? Apply(string output) => Labels
            .Select(label => (At: Place(output, label), label)).Where(found => found.At >= 0)
            .OrderBy(found => found.At).ThenByDescending(found => found.label.Length)
            .Select(found => Datum.From(found.label)).FirstOrDefault();

        private static int Place(string output, string label) => Regex.Match(
            output, $@"(?<!\w){Regex.Escape(label)}(?!\w)",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant) is { Success: true } match ? match.Index : -1;

        public override string ToString() => $"one of {Labels}";
    }

    private sealed record Numeric(double Low, double High) : Reading
    {
        internal override Datum? Apply(string output) =>
            Regex.Match(output, @"[-+]?\d+(\.\d+)?", RegexOptions.CultureInvariant) is { Success: true } match
            && double.TryParse(match.Value, System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number >= Low && number <= High ? Datum.From(number) : null;

        public override string ToString() => FormattableString.Invariant($"number from {Low} to {High}");
    }

    private sealed record Json(string Name, Reading Then) : Reading
    {
        internal override Datum? Apply(string output)
        {
            try
            {
                using var document = JsonDocument.Parse(output[Math.Max(0, output.IndexOf('{'))..(output.LastIndexOf('}') + 1)]);
                return document.RootElement.TryGetProperty(Name, out var value) ? Then.Apply($"{value}") : null;
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException or ArgumentException)
            {
                return null;
            }
        }

        public override string ToString() => $"field {Name}: {Then}";
    }

    private sealed record Pattern(string Expression, Reading Then) : Reading
    {
        internal override Datum? Apply(string output) =>
            Regex.Match(output, Expression, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)
                is { Success: true } match ? Then.Apply(match.Groups[1].Value) : null;

        public override string ToString() => $"behind {Expression}: {Then}";
    }
}
