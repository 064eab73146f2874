using Kit.Pipelines.Tests.Recipes;

namespace Kit.Pipelines.Tests;

/// <summary>The process that <see cref="KillLaws"/> starts: it kills itself before its n-th write.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["kill", var count, var folder]) return 0;
        var left = int.Parse(count, System.Globalization.CultureInfo.InvariantCulture);
        await new Toy().RunAsync(folder, _ =>
        {
            if (Interlocked.Decrement(ref left) == 0) System.Diagnostics.Process.GetCurrentProcess().Kill();
        });
        return 0;
    }
}
