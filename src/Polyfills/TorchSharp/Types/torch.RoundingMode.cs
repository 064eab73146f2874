namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a quotient is rounded: not at all, toward zero, or down.</summary>
    public enum RoundingMode
    {
        None = 0, trunc = 1, floor = 2,
    }
}
