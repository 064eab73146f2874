namespace Kit.Report;

/// <summary>A name and what it stands for.</summary>
public sealed record KeyValue(string Key, string Value);
