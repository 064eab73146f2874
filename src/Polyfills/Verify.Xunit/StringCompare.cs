namespace VerifyTests;

/// <summary>Compares texts by their meaning, such as numbers within a tolerance.</summary>
/// <param name="received">From the test.</param>
/// <param name="verified">From the file.</param>
/// <param name="context">The settings' own; empty here.</param>
public delegate Task<CompareResult> StringCompare(
    string received, string verified, IReadOnlyDictionary<string, object> context);
