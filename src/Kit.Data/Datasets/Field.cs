namespace Kit.Data.Datasets;

/// <summary>A field that the kit does not read; it is written back as it was.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Json">Its value, one line of JSON.</param>
public sealed record Field(string Name, string Json);
