using System.Text;
using Kit.Data.Storage;

namespace Kit.Data.Tests.Storage;

public class AtomicFileLaws
{
    [Fact]
    public void A_write_replaces_the_whole_file_and_leaves_nothing_else()
    {
        using var folder = new Folder();
        AtomicFile.WriteText(folder["a.txt"], "a longer first text");
        AtomicFile.WriteText(folder["a.txt"], "ö");
        Assert.Equal([0xC3, 0xB6], File.ReadAllBytes(folder["a.txt"]));
        Assert.Equal(["a.txt"], folder.Listing);
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_no_temporary_one()
    {
        using var folder = new Folder();
        AtomicFile.WriteText(folder["a.txt"], "old");
        Assert.Throws<IOException>(() => AtomicFile.Write(folder["a.txt"], Broken));
        Assert.Throws<IOException>(() => AtomicFile.Write(folder["b.txt"], Broken));
        Assert.Equal("old", File.ReadAllText(folder["a.txt"]));
        Assert.Equal(["a.txt"], folder.Listing);
    }

    [Fact]
    public void Until_the_write_ends_a_reader_sees_the_old_file()
    {
        using var folder = new Folder();
        AtomicFile.WriteText(folder["a.txt"], "old");
        AtomicFile.Write(folder["a.txt"], stream =>
        {
            stream.Write("new"u8);
            stream.Flush();
            Assert.Equal("old", File.ReadAllText(folder["a.txt"]));
        });
        Assert.Equal("new", File.ReadAllText(folder["a.txt"]));
    }

    [Fact]
    public void Missing_folders_are_made()
    {
        using var folder = new Folder();
        AtomicFile.WriteText(folder["x/y/a.txt"], "text");
        Assert.Equal("text", File.ReadAllText(folder["x/y/a.txt"]));
    }

    [Fact]
    public void Writers_of_one_file_do_not_meet()
    {
        using var folder = new Folder();
        var texts = Enumerable.Range(0, 8).Select(i => new string((char)('a' + i), 5000)).ToArray();
        Parallel.ForEach(texts, text => AtomicFile.WriteText(folder["a.txt"], text));
        Assert.Contains(File.ReadAllText(folder["a.txt"]), texts);
        Assert.Equal(["a.txt"], folder.Listing);
    }

    private static void Broken(Stream stream)
    {
        stream.Write(Encoding.UTF8.GetBytes("half"));
        throw new IOException("disk full");
    }
}
