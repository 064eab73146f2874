using System.Runtime.CompilerServices;

namespace VerifyTests;

/// <summary>A comparison that starts when it is awaited, so that settings can follow the call.</summary>
public partial class SettingsTask
{
    private readonly VerifySettings settings;
    private readonly Func<VerifySettings, Task<VerifyResult>> run;
    private Task<VerifyResult>? task;

    public SettingsTask(VerifySettings? settings, Func<VerifySettings, Task<VerifyResult>> buildTask)
    {
        this.settings = new VerifySettings(settings);
        run = buildTask;
    }

    public VerifySettings CurrentSettings => settings;

    public SettingsTask UseDirectory(string directory) => With(_ => _.UseDirectory(directory));

    public SettingsTask UseTypeName(string name) => With(_ => _.UseTypeName(name));

    public SettingsTask UseMethodName(string name) => With(_ => _.UseMethodName(name));

    public SettingsTask UseFileName(string fileName) => With(_ => _.UseFileName(fileName));

    public SettingsTask UseParameters(params object?[] parameters) => With(_ => _.UseParameters(parameters));

    public SettingsTask UseTextForParameters(string parametersText) =>
        With(_ => _.UseTextForParameters(parametersText));

    public SettingsTask UseStringComparer(StringCompare compare) => With(_ => _.UseStringComparer(compare));

    public SettingsTask DisableRequireUniquePrefix() => With(_ => _.DisableRequireUniquePrefix());

    public Task<VerifyResult> ToTask() => task ??= run(settings);

    public TaskAwaiter<VerifyResult> GetAwaiter() => ToTask().GetAwaiter();

    public ConfiguredTaskAwaitable<VerifyResult> ConfigureAwait(bool continueOnCapturedContext) =>
        ToTask().ConfigureAwait(continueOnCapturedContext);

    private SettingsTask With(Action<VerifySettings> change)
    {
        change(settings);
        return this;
    }
}
