using System.Globalization;

namespace Kit.Report.Notebooks.Running;

/// <summary>A value in the forms that a notebook stores.</summary>
internal static class ValueForms
{
    public static Sequence<MimePart> Of(object? value) =>
        [MimePart.Plain(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")];

    /// <summary>Whether a cell that ends in this value shows it.</summary>
    public static bool Shows(object? value) => value is not (null or DisplayedValue or Microsoft.FSharp.Core.Unit);
}
