namespace TorchSharp;

public static partial class torch
{
    public enum InterpolationMode
    {
        Nearest = 0, Linear = 1, Bilinear = 2, Bicubic = 3, Trilinear = 4, Area = 5, NearestExact = 6,
    }

    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Pads the last axes first: [left, right, top, bottom, …].</summary>
            public static Tensor pad(
                Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                Aten.pad.Run(
                    input, pad, Name(mode), mode is PaddingModes.Constant or PaddingModes.Zeros ? value : Arg.None);

            public static Tensor pad(
                Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, pad.ToArray(), mode, value);

            public static Tensor pad(
                Tensor input, (long, long) pad, PaddingModes mode = PaddingModes.Constant, double value = 0) =>
                functional.pad(input, [pad.Item1, pad.Item2], mode, value);

            /// <summary>Resizes the axes after [B, C] to a size or by factors.</summary>
            public static Tensor interpolate(
                Tensor x, long[]? size = null, double[]? scale_factor = null,
                InterpolationMode mode = InterpolationMode.Nearest, bool? align_corners = null,
                bool recompute_scale_factor = false, bool antialias = false)
            {
                if ((size is null) == (scale_factor is null))
                    throw new ArgumentException("interpolate: expected size or scale_factor, got both or none.");
                if (antialias && mode is not (InterpolationMode.Bilinear or InterpolationMode.Bicubic))
                    throw new ArgumentException($"interpolate: expected Bilinear or Bicubic to antialias, got {mode}.");
                if (recompute_scale_factor && scale_factor is not null)
                    (size, scale_factor) = (Scaled(x, scale_factor), null);
                bool corners = align_corners ?? false;
                return (mode, x.dim(), antialias) switch
                {
                    (InterpolationMode.Nearest, 3, _) => Aten.upsample_nearest1d_vec.Run(x, size, scale_factor),
                    (InterpolationMode.Nearest, 4, _) => Aten.upsample_nearest2d_vec.Run(x, size, scale_factor),
                    (InterpolationMode.Nearest, 5, _) => Aten.upsample_nearest3d_vec.Run(x, size, scale_factor),
                    (InterpolationMode.Linear, 3, _) => Aten.upsample_linear1d_vec.Run(x, size, corners, scale_factor),
                    (InterpolationMode.Bilinear, 4, false) =>
                        Aten.upsample_bilinear2d_vec.Run(x, size, corners, scale_factor),
                    (InterpolationMode.Bilinear, 4, true) =>
                        Aten._upsample_bilinear2d_aa_vec.Run(x, size, corners, scale_factor),
                    (InterpolationMode.Bicubic, 4, false) =>
                        Aten.upsample_bicubic2d_vec.Run(x, size, corners, scale_factor),
                    (InterpolationMode.Bicubic, 4, true) =>
                        Aten._upsample_bicubic2d_aa_vec.Run(x, size, corners, scale_factor),
                    (InterpolationMode.Trilinear, 5, _) =>
                        Aten.upsample_trilinear3d_vec.Run(x, size, corners, scale_factor),
                    (InterpolationMode.Area, 4, _) => Aten.adaptive_avg_pool2d.Run(x, size ?? Scaled(x, scale_factor!)),
                    _ => throw new ArgumentException($"interpolate: expected a mode for {x.dim()} axes, got {mode}."),
                };
            }

            private static long[] Scaled(Tensor x, double[] factors) =>
                factors.Select((factor, i) => (long)Math.Floor(x.shape[i + 2] * factor)).ToArray();

            private static string Name(PaddingModes mode) => mode switch
            {
                PaddingModes.Reflect => "reflect",
                PaddingModes.Replicate => "replicate",
                PaddingModes.Circular => "circular",
                _ => "constant",
            };
        }
    }
}
