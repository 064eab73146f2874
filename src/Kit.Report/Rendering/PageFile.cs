namespace Kit.Report.Rendering;

/// <summary>A file beside a page.</summary>
internal sealed record PageFile(string Name, ReadOnlyMemory<byte> Content);
