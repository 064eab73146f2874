namespace TorchSharp.Tests;

/// <summary>The public surface is a part of TorchSharp's, so that a program compiles against either.</summary>
public class SurfaceSpecs
{
    /// <summary>The lines of the list of TorchSharp 0.106.0's members that are in use; see its first lines.</summary>
    private static readonly Dictionary<string, HashSet<string>> Contract = Read();

    [Fact]
    public void Every_public_member_is_one_of_TorchSharps()
    {
        var offenders = Surface.Types(typeof(torch).Assembly)
            .SelectMany(type => Surface.Members(type).Select(member => (Type: Surface.Title(type), Member: member)))
            .Where(pair => !Contract.TryGetValue(pair.Type, out var members) || !members.Contains(pair.Member))
            .Select(pair => $"{pair.Type}: {pair.Member}").ToList();
        Assert.True(offenders.Count == 0, $"{offenders.Count} that TorchSharp lacks:\n" + string.Join("\n", offenders));
    }

    [Fact]
    public void Every_line_of_the_contract_is_in_use()
    {
        var own = Surface.Types(typeof(torch).Assembly)
            .SelectMany(type => Surface.Members(type).Select(member => (Surface.Title(type), member))).ToHashSet();
        var unused = Contract.SelectMany(pair => pair.Value.Select(member => (pair.Key,
            member))).Where(pair => !own.Contains(pair));
        Assert.Empty(unused);
    }

    private static Dictionary<string, HashSet<string>> Read()
    {
        var contract = new Dictionary<string, HashSet<string>>();
        HashSet<string> members = [];
        foreach (string line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Contract.txt")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) contract[line[3..]] = members = [];
            else if (line.Length > 0 && !line.StartsWith("# ", StringComparison.Ordinal)) members.Add(line);
        }
        return contract;
    }
}
