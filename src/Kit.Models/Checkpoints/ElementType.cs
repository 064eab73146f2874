using Kit.Data.Storage;
using static TorchSharp.torch;

namespace Kit.Models.Checkpoints;

/// <summary>Element types in memory and in files.</summary>
internal static class ElementType
{
    private static readonly (ScalarType Memory, TensorType File)[] Pairs =
    [
        (ScalarType.Float64, TensorType.F64), (ScalarType.Float32, TensorType.F32),
        (ScalarType.Float16, TensorType.F16), (ScalarType.BFloat16, TensorType.BF16),
        (ScalarType.Int64, TensorType.I64),
    ];

    /// <summary>The type of a file for a tensor's.</summary>
    public static TensorType Of(ScalarType type) =>
        Pairs.Where(p => p.Memory == type).Select(p => (TensorType?)p.File).FirstOrDefault()
        ?? throw new NotSupportedException(
            $"weights: expected a floating type or Int64, got {type}. Convert them before saving.");

    /// <summary>The type in memory that a file's bytes have, or null where a weight cannot have it.</summary>
    public static ScalarType? In(TensorType type) =>
        Pairs.Where(p => p.File == type).Select(p => (ScalarType?)p.Memory).FirstOrDefault();

    /// <summary>Whether a file's numbers can become a tensor's: floating to floating, or the same.</summary>
    public static bool Fits(TensorType file, ScalarType memory) =>
        In(file) is { } type && (type == memory || (IsFloating(type) && IsFloating(memory)));

    /// <summary>Whether the numbers of a checkpoint may take this type: weights, not ids.</summary>
    public static bool IsFloating(ScalarType type) => type != ScalarType.Int64;
}
