using System.Text;
using FFMpegCore.Enums;

namespace FFMpegCore
{
    /// <summary>Where ffmpeg and ffprobe are and how they are started.</summary>
    public class FFOptions : ICloneable
    {
        /// <summary>Folder of ffmpeg and ffprobe; empty means: found through PATH.</summary>
        public string BinaryFolder { get; set; } = string.Empty;

        public string WorkingDirectory { get; set; } = string.Empty;

        public string TemporaryFilesFolder { get; set; } = Path.GetTempPath();

        public Encoding Encoding { get; set; } = Encoding.UTF8;

        /// <summary>Passed on as -v; null leaves ffmpeg's own level.</summary>
        public FFMpegLogLevel? LogLevel { get; set; }

        public FFOptions Clone() => (FFOptions)MemberwiseClone();

        object ICloneable.Clone() => Clone();
    }
}

namespace FFMpegCore.Enums
{
    public enum FFMpegLogLevel { Quiet, Panic, Fatal, Error, Warning, Info, Verbose, Debug, Trace }
}
