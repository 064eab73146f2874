namespace DynamicObj;

/// <summary>An object whose properties are given at run time; they are written in the order in which they were first
/// set.</summary>
public class DynamicObj
{
    private readonly List<string> order = [];
    private readonly Dictionary<string, object?> values = [];

    /// <summary>Sets a property; one that is there keeps its place.</summary>
    public void SetProperty(string propertyName, object? propertyValue)
    {
        if (!values.ContainsKey(propertyName)) order.Add(propertyName);
        values[propertyName] = propertyValue;
    }

    internal IEnumerable<KeyValuePair<string, object?>> InOrder =>
        order.Select(name => KeyValuePair.Create(name, values[name]));

    internal object? Find(string name) => values.GetValueOrDefault(name);
}
