using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Kit.Report.Notebooks.Kernels;

/// <summary>C# by Roslyn's scripting: each cell continues the state that the last one left.</summary>
internal sealed class CSharpKernel : Kernel
{
    /// <summary>Read once: every cell of every notebook refers to them.</summary>
    private static readonly MetadataReference[] Framework =
        [.. Assemblies.Framework.Select(path => MetadataReference.CreateFromFile(path))];

    private readonly NotebookScreen screen;
    private ScriptOptions options;
    private ScriptState<object>? state;

    /// <param name="screen">Its members are visible to cells by their bare names.</param>
    /// <param name="folder">Where relative <c>#load</c> paths begin.</param>
    public CSharpKernel(NotebookScreen screen, string folder)
    {
        this.screen = screen;
        options = ScriptOptions.Default
            .WithLanguageVersion(LanguageVersion.Preview)
            .WithOptimizationLevel(OptimizationLevel.Debug)
            .WithEmitDebugInformation(true)
            .WithFileEncoding(Encoding.UTF8)
            .WithSourceResolver(ScriptSourceResolver.Default.WithBaseDirectory(folder))
            .WithReferences(Framework)
            .AddReferences(typeof(NotebookScreen).Assembly)
            .WithImports("System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Linq",
                "System.Threading.Tasks");
    }

    public override Language Language => Language.CSharp;

    public override void Reference(string path) =>
        options = options.AddReferences(MetadataReference.CreateFromFile(path));

    public override async Task<object?> Run(string code, string place)
    {
        var own = options.WithFilePath(place);
        try
        {
            state = state is null
                ? await CSharpScript.Create<object>(code, own, typeof(NotebookScreen)).RunAsync(screen, _ => true)
                : await state.ContinueWithAsync<object>(code, own, _ => true);
        }
        catch (CompilationErrorException error)
        {
            throw Uncompiled(error, place);
        }

        return state.Exception is { } thrown ? throw CellFailure.From(thrown) : state.ReturnValue;
    }

    public override KernelValue? Find(string name) =>
        state?.GetVariable(name) is { } variable ? new(variable.Value, variable.Type) : null;

    public override void Define(string name, KernelValue value)
    {
        foreach (var assembly in value.Assemblies) options = options.AddReferences(assembly);
        Run($"{CSharpName.Of(value.Type)} {name} = default!;", name).GetAwaiter().GetResult();
        state!.GetVariable(name)!.Value = value.Value;
    }

    public override void Dispose() => state = null;

    private static CellFailure Uncompiled(CompilationErrorException error, string place)
    {
        var faults = error.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).ToArray();
        return new CellFailure("CompilationError",
            string.Join('\n', faults.Select(one => $"{one.Id}: {one.GetMessage(null)}")),
            [.. faults.Select(one => CellTrace.At(FileOf(one, place), LineOf(one))).Distinct()]);
    }

    private static int LineOf(Diagnostic fault) => fault.Location.GetLineSpan().StartLinePosition.Line + 1;

    private static string FileOf(Diagnostic fault, string place) =>
        Path.GetFileName(fault.Location.GetLineSpan().Path) is { Length: > 0 } file ? file : place;
}
