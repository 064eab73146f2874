namespace Kit.Evaluate.Scoring;

/// <summary>What TempCompass does to every prediction first.</summary>
internal static class TempCompass
{
    /// <summary>Deletes every <c>&lt;/s&gt;</c>, then trims.</summary>
    public static string Clean(string prediction) =>
        PythonText.Strip(prediction.Replace("</s>", "", StringComparison.Ordinal));
}
