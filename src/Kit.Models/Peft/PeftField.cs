using System.Text.Json;

namespace Kit.Models.Peft;

/// <summary>A field of <c>adapter_config.json</c> that the kit reads, with what it says now.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Json">Its value.</param>
/// <param name="Default">The value that its absence stands for.</param>
internal sealed record PeftField(string Name, string Json, string Default)
{
    public bool IsDefault => Says(Default);

    /// <summary>Whether another text is the same value; null and an empty list or object say the same.</summary>
    public bool Says(string json)
    {
        using var mine = JsonDocument.Parse(Json);
        using var other = JsonDocument.Parse(json);
        return JsonElement.DeepEquals(mine.RootElement, other.RootElement)
            || (IsEmpty(mine.RootElement) && IsEmpty(other.RootElement));
    }

    public static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };
}
