using System.Text;

namespace Kit.Report.Notebooks.Running;

/// <summary>A console channel whose text belongs to the running cell.</summary>
internal sealed class ScreenWriter(Transcript transcript, string channel) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => transcript.Print(channel, value.ToString());

    public override void Write(string? value) => transcript.Print(channel, value ?? "");

    public override void Write(char[] buffer, int index, int count) =>
        transcript.Print(channel, new string(buffer, index, count));

    public override void WriteLine(string? value) => transcript.Print(channel, value + "\n");

    public override void WriteLine() => transcript.Print(channel, "\n");
}
