namespace VerifyTests;

/// <summary>Where one snapshot lies and what its name says; the defaults are the test's own type and method.</summary>
public partial class VerifySettings
{
    internal string? Directory { get; private set; }

    internal string? TypeName { get; private set; }

    internal string? MethodName { get; private set; }

    internal string? FileName { get; private set; }

    internal string? ParametersText { get; private set; }

    internal object?[] Parameters { get; private set; } = [];

    internal StringCompare? StringComparer { get; private set; }

    internal bool RequireUniquePrefix { get; private set; } = true;

    public VerifySettings()
    {
    }

    public VerifySettings(VerifySettings? settings)
    {
        if (settings is null) return;
        Directory = settings.Directory;
        TypeName = settings.TypeName;
        MethodName = settings.MethodName;
        FileName = settings.FileName;
        ParametersText = settings.ParametersText;
        Parameters = settings.Parameters;
        StringComparer = settings.StringComparer;
        RequireUniquePrefix = settings.RequireUniquePrefix;
    }

    public void UseDirectory(string directory) => Directory = directory;

    public void UseTypeName(string name) => TypeName = name;

    public void UseMethodName(string name) => MethodName = name;

    public void UseFileName(string fileName) => FileName = fileName;

    public void UseParameters(params object?[] parameters) => Parameters = parameters;

    public void UseTextForParameters(string parametersText) => ParametersText = parametersText;

    public void UseStringComparer(StringCompare compare) => StringComparer = compare;

    public void DisableRequireUniquePrefix() => RequireUniquePrefix = false;
}
