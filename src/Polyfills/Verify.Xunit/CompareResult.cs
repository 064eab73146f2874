namespace VerifyTests;

/// <summary>What a comparison of one's own found.</summary>
public class CompareResult
{
    private CompareResult(bool isEqual, string? message) => (IsEqual, Message) = (isEqual, message);

    public static CompareResult Equal { get; } = new(true, null);

    public bool IsEqual { get; }

    /// <summary>Where the two differ; printed when the test fails.</summary>
    public string? Message { get; }

    public static CompareResult NotEqual(string? message = null) => new(false, message);
}
