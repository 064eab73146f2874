namespace Kit.Report;

/// <summary>A difference as text: <c>+1.2 [−0.3, +2.7]</c>.</summary>
internal static class Signs
{
    public static string Around(Format format, double value, double low, double high)
    {
        string[] shown = [.. format.Together(value, low, high).Select(Numbers.Signed)];
        return $"{shown[0]} [{shown[1]}, {shown[2]}]";
    }
}
