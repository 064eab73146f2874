using FSharp.Compiler.Diagnostics;
using FSharp.Compiler.Interactive;
using Microsoft.FSharp.Core;

namespace Kit.Report.Notebooks.Kernels;

/// <summary>F# by F# Interactive, in this process; every warning is an error, nullness included.</summary>
internal sealed class FSharpKernel : Kernel
{
    private readonly Shell.FsiEvaluationSession session;
    private readonly HashSet<string> references = new(Assemblies.Framework, StringComparer.Ordinal);
    private readonly StringWriter echo = new(System.Globalization.CultureInfo.InvariantCulture);

    /// <param name="screen">What <c>display</c> writes to.</param>
    public FSharpKernel(NotebookScreen screen)
    {
        string[] arguments =
        [
            // Without usesdkrefs- the host's types would be others than those that cells reference.
            "fsi.exe", "--noninteractive", "--quiet", "--nologo", "--usesdkrefs-", "--checknulls+", "--warnaserror+",
            "--debug:portable", "--optimize-", "--define:NOTEBOOK",
        ];
        session = Shell.FsiEvaluationSession.Create(Shell.FsiEvaluationSession.GetDefaultConfiguration(), arguments,
            TextReader.Null, echo, echo, FSharpOption<bool>.Some(false), null);
        Reference(typeof(NotebookScreen).Assembly.Location);
        session.AddBoundValue("kitScreen", new Carried<NotebookScreen>(screen));
        Evaluate("let display (value: 'value) = kitScreen.Value.display (box value)", "display");
    }

    public override Language Language => Language.FSharp;

    public override void Reference(string path)
    {
        if (references.Add(path)) Evaluate($"#r @\"{path}\"", path);
    }

    public override Task<object?> Run(string code, string place) =>
        Task.FromResult(Evaluate(code, place)?.Value.ReflectionValue);

    public override KernelValue? Find(string name) =>
        session.TryFindBoundValue(name)?.Value.Value is { } value
            ? new(value.ReflectionValue, value.ReflectionType) : null;

    public override void Define(string name, KernelValue value)
    {
        foreach (var assembly in value.Assemblies) Reference(assembly.Location);
        var carrier = Activator.CreateInstance(typeof(Carried<>).MakeGenericType(value.Type), value.Value)!;
        session.AddBoundValue($"kitShared{name}", carrier);
        Evaluate($"let {name} = kitShared{name}.Value", name);
    }

    public override void Dispose() => ((IDisposable)session).Dispose();

    private FSharpOption<Shell.FsiValue>? Evaluate(string code, string place)
    {
        echo.GetStringBuilder().Clear();
        var (outcome, messages) = session.EvalInteractionNonThrowing(code, place, null);
        var faults = messages.Where(one => one.Severity.IsError).ToArray();
        if (faults.Length > 0) throw Uncompiled(faults, place);
        return outcome is FSharpChoice<FSharpOption<Shell.FsiValue>?, Exception>.Choice2Of2 { Item: var error }
            ? throw CellFailure.From(error)
            : ((FSharpChoice<FSharpOption<Shell.FsiValue>?, Exception>.Choice1Of2)outcome).Item;
    }

    private static CellFailure Uncompiled(FSharpDiagnostic[] faults, string place) => new("CompilationError",
        string.Join('\n', faults.Select(one => $"{one.ErrorNumberText}: {one.Message}")),
        [.. faults.Select(one => CellTrace.At(Path.GetFileName(one.FileName) is { Length: > 0 } file ? file : place,
            one.StartLine)).Distinct()]);
}
