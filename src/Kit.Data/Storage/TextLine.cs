namespace Kit.Data.Storage;

/// <summary>One line of a file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Utf8">Its bytes without the line end; valid until the next line is read.</param>
/// <param name="Ended">Whether a line end followed; without one, the last line may have been cut short.</param>
internal sealed record TextLine(int Number, ReadOnlyMemory<byte> Utf8, bool Ended);
