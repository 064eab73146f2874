using System.Globalization;
using System.Text.RegularExpressions;
using Kit.Report;
using Kit.Report.Notebooks;

namespace Notebooks.Tests;

/// <summary>Compares what a notebook shows now with what it has stored.</summary>
internal abstract partial record StoredOutputs
{
    private StoredOutputs()
    {
    }

    /// <summary>Text exactly, numbers within a tolerance, and of pixels only that they are there.</summary>
    /// <param name="Tolerance">Largest difference, relative to the larger number or to 1.</param>
    public sealed partial record Numbers(double Tolerance) : StoredOutputs
    {
        private protected override bool Alike(string stored, string fresh)
        {
            var (left, right) = (Plain(stored), Plain(fresh));
            return Number().Replace(left, "#") == Number().Replace(right, "#")
                && Number().Matches(left).Zip(Number().Matches(right))
                    .All(pair => Near(Value(pair.First), Value(pair.Second)));
        }

        private bool Near(double stored, double fresh) =>
            Math.Abs(stored - fresh) <= Tolerance * Math.Max(1, Math.Max(Math.Abs(stored), Math.Abs(fresh)));
    }

    /// <summary>What was shown, and in which forms; not what it says.</summary>
    public sealed record Kinds : StoredOutputs
    {
        private protected override bool Alike(string stored, string fresh) => true;
    }

    private protected abstract bool Alike(string stored, string fresh);

    /// <summary>One line for each thing that differs.</summary>
    public IEnumerable<string> Differences(Notebook stored, Notebook fresh) =>
        !stored.Cells.Select(cell => cell.Source).SequenceEqual(fresh.Cells.Select(cell => cell.Source))
            ? ["the cells differ"]
            : stored.Cells.Zip(fresh.Cells).SelectMany((pair, i) => Differences(pair.First.Outputs, pair.Second.Outputs)
                .Select(difference => FormattableString.Invariant($"cell {i + 1}: {difference}")));

    private IEnumerable<string> Differences(Sequence<CellOutput> stored, Sequence<CellOutput> fresh) =>
        stored.SelectMany(Forms).Count() != fresh.SelectMany(Forms).Count()
            ? [$"stored: {string.Join(", ", stored.SelectMany(Forms).Select(form => form.Mime))}, "
                + $"now: {string.Join(", ", fresh.SelectMany(Forms).Select(form => form.Mime))}"]
            : stored.SelectMany(Forms).Zip(fresh.SelectMany(Forms))
                .Where(pair => pair.First.Mime != pair.Second.Mime || !Alike(pair.First.Text, pair.Second.Text))
                .Select(pair => $"{pair.First.Mime}\n  stored: {Shown(pair.First)}\n  now:    {Shown(pair.Second)}");

    private static IEnumerable<MimeForm> Forms(CellOutput output) => output switch
    {
        CellOutput.Printed printed => [new MimeForm(printed.Channel, printed.Text)],
        CellOutput.Displayed shown => shown.Bundle.Forms,
        CellOutput.Result result => result.Bundle.Forms,
        _ => [new MimeForm("error", $"{output}")],
    };

    /// <summary>Without pixels, without names made of the content, with one minus sign, and with one blank for many,
    /// because columns are as wide as their numbers.</summary>
    private static string Plain(string text) => Blanks()
        .Replace(Ids().Replace(Pixels().Replace(text, "pixels"), "k-"), " ")
        .Replace('−', '-');

    private static double Value(Match number) => double.Parse(number.Value, CultureInfo.InvariantCulture);

    private static string Shown(MimeForm form) => form.Text.Length > 600 ? form.Text[..600] + " …" : form.Text;

    [GeneratedRegex(@"-?\d+(\.\d+)?([eE][-+]?\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"base64,[A-Za-z0-9+/=]+")]
    private static partial Regex Pixels();

    [GeneratedRegex(@"\bk[0-9a-f]{10}-")]
    private static partial Regex Ids();

    [GeneratedRegex(@"[ \n─━▁▂▃▄▅▆▇█]+")]
    private static partial Regex Blanks();
}
