/// Text and pixels as an F# user meets them: tokenizer, template, plan, budget, processor.
module Kit.FSharp.Tests.TextTour

open System
open System.IO
open Xunit
open Kit
open Kit.Data.Processing
open Kit.Data.Tokens
open Kit.Pairs
open Kit.Video

let private sequence (items: seq<'a>) = Sequence.From(items)

/// Four letters, one merge and the control tokens of Qwen.
let private tokenizerFile =
    """{"added_tokens": [{"id": 8, "content": "<|im_start|>", "special": true},
                         {"id": 9, "content": "<|im_end|>", "special": true},
                         {"id": 10, "content": "<video>", "special": true}],
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false},
        "decoder": {"type": "ByteLevel"},
        "model": {"type": "BPE", "merges": ["a b"],
                  "vocab": {"a": 0, "b": 1, "ab": 2, "c": 3, "Ġ": 4, "Ċ": 5, "u": 6, "x": 7}}}"""

let private withFile (name: string) (text: string) (use': string -> 'a) =
    let folder = Directory.CreateTempSubdirectory("kit-fsharp-")

    try
        File.WriteAllText(Path.Combine(folder.FullName, name), text)
        use' folder.FullName
    finally
        folder.Delete(true)

let private tokenizer = withFile "tokenizer.json" tokenizerFile BpeTokenizer.Load

[<Fact>]
let ``A tokenizer encodes, decodes and streams`` () =
    let tokens = tokenizer.Encode "ab c"
    Assert.Equal<int seq>([ 2; 4; 3 ], tokens.Ids)
    Assert.Equal("ab c", tokenizer.Decode tokens.Ids)
    Assert.Equal<Span seq>([ Span(0, 2); Span(2, 3); Span(3, 4) ], tokens.Offsets)
    let stream = tokenizer.Stream()
    Assert.Equal("ab c", (tokens.Ids |> Seq.map stream.Add |> String.concat "") + stream.End())
    Assert.Equal<Span seq>([ Span(1, 2) ], (tokenizer.Encode "aéb").Lost)

[<Fact>]
let ``A template makes a pair of ids`` () =
    let compact = ChatTemplate.Compact
    let pair = Pair("p", "clip", "ab", Answer("c", sequence [ Span(0, 1) ]), Answer "a")
    let encoded = compact.Apply(tokenizer, pair)
    Assert.Equal<int seq>([ 10; 2; 8 ], encoded.Prompt)
    Assert.Equal<int seq>([ 3; 9 ], encoded.Chosen.Ids)
    Assert.Equal<int seq>([ 1; 0 ], encoded.Chosen.SpanMask)
    Assert.Equal<int seq>([ 10; 10; 10; 2; 8 ], ClipPlaceholder.Expand(encoded.Prompt, compact.Placeholder tokenizer, 3))
    Assert.Equal("[INST] ab [/INST]", ChatTemplate.Mistral.WithoutClip().Render([ Turn "ab" ]))

[<Fact>]
let ``A clip has its price before it is decoded`` () =
    let clip = ClipFacts(Frames = 300, Fps = 25.0, Height = 360, Width = 640)
    let layout = VisualLayout.Pooled(27, Pooling.Bilinear, 2, Newlines.Grid)
    let plan = FramePlan.Uniform 64
    let budget = TokenBudget(4096, Overlong.FewerFrames 8)
    let cost = budget.Fit("p", 96, clip, plan, layout)
    Assert.Equal(FramePlan.Uniform 19, cost.Plan :?> FramePlan.Uniform)
    Assert.Throws<OverlongException>(fun () -> TokenBudget(4096).Fit("p", 96, clip, plan, layout) |> ignore) |> ignore
    Assert.Equal(2.0, FrameSampling.From(FramePlan.Qwen(), ClipFacts(150, 30.0, 48, 64)).Rate, 9)

[<Fact>]
let ``A processor turns frames into numbers`` () =
    let config = """{"image_processor_type": "SiglipImageProcessor", "size": {"height": 4, "width": 4}}"""
    let processor = withFile "preprocessor_config.json" config ImageProcessor.Load
    let frames = Frames(2, 2, ReadOnlyMemory(Array.create 12 255uy), sequence [ 0.0 ])

    match processor.Apply frames with
    | :? Pixels.Images as images ->
        Assert.Equal<int64 seq>([ 1L; 3L; 4L; 4L ], images.Shape)
        Assert.All(images.Values.ToArray(), fun value -> Assert.Equal(1.0f, value))
    | other -> failwith $"expected images, got {other}"
