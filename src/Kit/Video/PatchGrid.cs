namespace Kit.Video;

/// <summary>How a clip was cut into patches, Qwen2-VL's <c>grid_thw</c>.</summary>
/// <param name="Time">Groups of frames (<c>temporal_patch_size</c> frames each).</param>
/// <param name="Height">Patches from top to bottom, a multiple of the merge size.</param>
/// <param name="Width">Patches from left to right, a multiple of the merge size.</param>
public sealed record PatchGrid(int Time, int Height, int Width)
{
    /// <summary>Patches of one group of frames.</summary>
    public int Area => checked(Height * Width);

    /// <summary>Patches of the clip.</summary>
    public int Patches => checked(Time * Area);

    /// <summary>Visual tokens when squares of <paramref name="merge"/> × <paramref name="merge"/> patches become one.
    /// </summary>
    public int Tokens(int merge) => checked(Time * (Height / merge) * (Width / merge));

    /// <summary>Row and column of every patch of a group, in the order of the patches: squares of
    /// <paramref name="merge"/> × <paramref name="merge"/> that one visual token covers, row by row.</summary>
    public IEnumerable<(int Row, int Column)> Places(int merge) =>
        from top in Enumerable.Range(0, Height / merge)
        from left in Enumerable.Range(0, Width / merge)
        from row in Enumerable.Range(top * merge, merge)
        from column in Enumerable.Range(left * merge, merge)
        select (row, column);

    public override string ToString() => $"[{Time}, {Height}, {Width}]";
}
