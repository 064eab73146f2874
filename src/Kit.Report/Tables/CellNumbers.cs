namespace Kit.Report;

/// <summary>What a column says as numbers: one a cell, two where there is a spread, four where there is an
/// interval.</summary>
internal static class CellNumbers
{
    /// <summary>value; mean, std; value, low, high, standard error; none for words.</summary>
    public static double[] From(Cell cell) => cell switch
    {
        Cell.Number number => [number.Value],
        Cell.Spread { Value: var x } => [x.Mean, x.Std],
        Cell.Difference { Value: var x } => [x.Value, x.Interval.Low, x.Interval.High, x.StandardError],
        _ => [],
    };

    /// <summary>A name for each number: <c>name (unit)</c>, then with std, or with low, high and se.</summary>
    public static string[] Names(Column column, int count)
    {
        var unit = column.Unit == "" ? "" : $" ({column.Unit})";
        var name = column.Name + unit + (column.Origin is Origin.Paper ? " paper" : "");
        string[] parts = count switch
        {
            1 => [""],
            2 => ["", " std"],
            _ => ["", " low", " high", " se"],
        };
        return [.. parts.Select(part => name + part)];
    }
}
