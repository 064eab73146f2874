namespace Kit.Data.Storage;

/// <summary>Element types of the safetensors format, under their names in its header.</summary>
public enum TensorType
{
    BOOL, U8, I8, F8_E4M3, F8_E5M2, U16, I16, F16, BF16, U32, I32, F32, U64, I64, F64,
}

/// <summary>Facts about element types.</summary>
public static class TensorTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Bytes(this TensorType type) => type switch
    {
        <= TensorType.F8_E5M2 => 1,
        <= TensorType.BF16 => 2,
        <= TensorType.F32 => 4,
        _ => 8,
    };
}
