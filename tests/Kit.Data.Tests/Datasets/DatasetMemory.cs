using Kit.Data.Datasets;
using Kit.Data.Tests.Storage;

namespace Kit.Data.Tests.Datasets;

/// <summary>Memory belongs to the process, so nothing else runs beside this.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class DatasetMemory
{
    [Fact]
    public void A_long_array_is_read_in_flat_memory()
    {
        using var folder = new Folder();
        const int count = 60_000;
        using (var file = new StreamWriter(folder["big"]))
        {
            file.Write("[\n");
            for (var i = 0; i < count; i++)
                file.Write($$"""{{(i > 0 ? "," : "")}} {"id": {{i}}, "prompt": "{{new string('q', 400)}}", "chosen": "a", "rejected": "b"} """);
            file.Write("]\n");
        }

        var most = 0L;
        var (before, seen) = (GC.GetTotalMemory(forceFullCollection: true), 0);
        foreach (var example in Dataset.Open(folder["big"]).Examples())
            if (++seen % 20_000 == 0) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        Assert.Equal(count, seen);
        Assert.InRange(most, long.MinValue, 4 << 20);
    }
}
