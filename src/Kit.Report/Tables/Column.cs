namespace Kit.Report;

/// <summary>A column: what it holds, in which unit, written how.</summary>
/// <param name="Name">Header.</param>
/// <param name="Unit">Printed in brackets after the name; empty for none.</param>
/// <param name="Format">For the numbers in it.</param>
/// <param name="Better">The direction of improvement, shown as an arrow.</param>
/// <param name="Origin">Measured here or published.</param>
public sealed record Column(string Name, string Unit, Format Format, Better Better, Origin Origin)
{
    /// <summary>Within which another run's number is the same result; see <see cref="TableSnapshot"/>.</summary>
    public Tolerance Tolerance { get; init; } = new Tolerance.Exact();

    /// <summary>The column with a tolerance for snapshots.</summary>
    public Column With(Tolerance tolerance) => this with { Tolerance = tolerance };

    /// <summary>Words.</summary>
    public static Column Words(string name) =>
        new(name, "", new Format.Significant(), Better.Neither, new Origin.Measured());

    /// <summary>Any number.</summary>
    public static Column Number(string name, string unit = "", int digits = 4, Better better = Better.Neither) =>
        new(name, unit, new Format.Significant(digits), better, new Origin.Measured());

    /// <summary>A fraction, shown in percent.</summary>
    public static Column Percent(string name, Better better = Better.Higher) =>
        new(name, "%", new Format.Percent(), better, new Origin.Measured());

    /// <summary>A difference of fractions, shown in percentage points.</summary>
    public static Column Points(string name, Better better = Better.Higher) =>
        new(name, "points", new Format.Percent(), better, new Origin.Measured());

    /// <summary>A published column, in the paper's own unit.</summary>
    public static Column Paper(string name, string unit, string source, int decimals = 1) =>
        new(name, unit, new Format.Fixed(decimals), Better.Neither, new Origin.Paper(source));

    /// <summary>Name, unit, arrow: <c>Accuracy (%) ↑</c>; a published column bears †.</summary>
    public string Header => Name + (Unit == "" ? "" : $" ({Unit})") + Arrow + (Origin is Origin.Paper ? "\u00A0†" : "");

    private string Arrow => Better switch
    {
        Better.Higher => "\u00A0↑",
        Better.Lower => "\u00A0↓",
        _ => "",
    };
}
