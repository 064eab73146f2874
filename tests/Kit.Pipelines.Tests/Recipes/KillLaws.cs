using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;

namespace Kit.Pipelines.Tests.Recipes;

/// <summary>Killed anywhere and run again = never killed: the same files, and nothing asked twice that is on disk.
/// </summary>
public sealed class KillLaws
{
    [Fact]
    public async Task A_run_that_stops_before_any_write_and_goes_on_ends_in_the_same_files()
    {
        using var whole = new TemporaryFolder();
        var (writes, toy) = (0, new Toy());
        await toy.RunAsync(whole.Path, _ => writes++);
        Assert.InRange(writes, 60, 200);
        for (var kill = 1; kill <= writes; kill++)
        {
            using var folder = new TemporaryFolder();
            await StopAsync(folder.Path, kill);
            var rest = new Toy();
            await rest.RunAsync(folder.Path);
            Assert.Equal(Toy.Files(whole.Path), Toy.Files(folder.Path));
            Assert.InRange(rest.Asked, 0, toy.Asked);
        }
    }

    [Fact]
    public async Task So_does_one_that_is_stopped_again_and_again_with_torn_files_left_behind()
    {
        using var whole = new TemporaryFolder();
        await new Toy().RunAsync(whole.Path);
        Prop.ForAll(Gen.Choose(1, 40).ListOf(6).ToArbitrary(), kills =>
        {
            using var folder = new TemporaryFolder();
            foreach (var kill in kills)
            {
                StopAsync(folder.Path, kill).GetAwaiter().GetResult();
                Tear(folder.Path);
            }

            new Toy().RunAsync(folder.Path).GetAwaiter().GetResult();
            return Toy.Files(whole.Path).OrderBy(f => f.Key).SequenceEqual(Toy.Files(folder.Path).OrderBy(f => f.Key));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(24)]
    [InlineData(39)]
    [InlineData(52)]
    public async Task So_does_a_process_that_is_killed(int kill)
    {
        using var whole = new TemporaryFolder();
        using var folder = new TemporaryFolder();
        await new Toy().RunAsync(whole.Path);
        using var child = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!.Contains("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath! : "dotnet",
            [typeof(Toy).Assembly.Location, "kill", $"{kill}", folder.Path]))!;
        await child.WaitForExitAsync();
        Assert.NotEqual(0, child.ExitCode);
        Assert.True(Directory.EnumerateFileSystemEntries(folder.Path).Any());
        await new Toy().RunAsync(folder.Path);
        Assert.Equal(Toy.Files(whole.Path), Toy.Files(folder.Path));
    }

    [Fact]
    public async Task A_question_whose_answer_is_logged_is_not_asked_again()
    {
        using var folder = new TemporaryFolder();
        var (writes, first) = (0, new Toy());
        await Assert.ThrowsAsync<Killed>(() => first.RunAsync(folder.Path, what =>
        {
            if (what.EndsWith("05-grade, log", StringComparison.Ordinal) && ++writes == 4) throw new Killed();
        }));
        var second = new Toy();
        await second.RunAsync(folder.Path);
        Assert.Equal(0, second.Asked - 3);                       // the three of the last stage; none of the second
        Assert.InRange(second.Judged, 1, 3 + 2 * 2);             // three were logged; unreadable ones are asked thrice
    }

    private static async Task StopAsync(string folder, int kill)
    {
        var writes = 0;
        try
        {
            await new Toy().RunAsync(folder, _ =>
            {
                if (Interlocked.Increment(ref writes) >= kill) throw new Killed();
            });
        }
        catch (Killed)
        {
            // That is what was asked for.
        }
    }

    /// <summary>What a power cut leaves: half a line in a log, half a file under a temporary name.</summary>
    private static void Tear(string folder)
    {
        foreach (var log in Directory.EnumerateFiles(folder, "log-*.jsonl", SearchOption.AllDirectories).ToArray())
        {
            File.AppendAllText(log, "{\"draft\":{\"id\":\"q");
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(log)!, ".rows.jsonl.0123.tmp"), "{\"id\"");
        }
    }

    internal sealed class Killed : Exception;
}
