namespace Kit.Data.Tests.Datasets;

/// <summary>One record of every format, in the shape its makers publish.</summary>
internal static class Samples
{
    /// <summary>The first record of a format.</summary>
    public static string Of(string format) => (string)All.First(row => (string)row[0] == format)[1];

    public static TheoryData<string, string> All => new()
    {
        {
            "rrpo", """{"question":"<image>\nWhat swims?","answer":"A goose swims left.","pred":"A dog swims right.","""
            + """ "answer_masked":"A <MASK> goose </MASK> swims <MASK> left </MASK>.","""
            + """ "pred_masked":"A <MASK> dog </MASK> swims <MASK> right </MASK>.","src":"it","sample_id":"s7","video":"a/b.mp4"}"""
        },
        {
            "rrpo/media-path", """{"question":"<image>\nWho?","answer":"He","pred":"She","answer_masked":"<MASK> He </MASK>","""
            + """ "pred_masked":"<MASK> She </MASK>","sample_id":"s8","media_path":"c.mp4"}"""
        },
        {
            "videochat2", """{"video":"v.mp4","sample_id":"x1","QA":[{"i":"Watch.","q":"Who?","a":"Ann"},{"i":"","q":"Then?","a":"Left"}],"""
            + """ "QA_NEG":[{"i":"Watch.","q":"Who?","a":"Ann"},{"i":"","q":"Then?","a":"Right"}],"start":1,"end":2.5}"""
        },
        { "videochat2", """{"video":"v.mp4","sample_id":"x2","QA":[{"q":"","a":"A caption"}],"QA_NEG":[{"q":"","a":"Another"}]}""" },
        {
            "vista-dpo", """{"id":3,"video":"v.mp4","prompt":"What?","chosen":"a","rejected":"b","rejected_2":"c","""
            + """ "bbox":"'1': [0,0,1,1]","clip_w":[0,2],"clip_l":[2,4],"frame":7}"""
        },
        {
            "llava-hound", """{"id":"h1","video":"frames/h1","prompt":"<video>\nWhat?","chosen":"a cat","rejected":"a dog","""
            + """ "chosen_score":4.5,"rejected_score":2,"answer":"a cat"}"""
        },
        { "2u1", """{"id":"u1","prompt":"<video>\nWhat?","chosen":"a","rejected":"b","video":"u.mp4"}""" },
        { "2u1", """{"id":"u2","prompt":"What?","chosen":"a","rejected":"b","image":"u.png"}""" },
        {
            "nemo-rl", """{"context":[{"role":"user","content":"hi"}],"task_name":"t","completions":["""
            + """{"rank":0,"completion":[{"role":"assistant","content":"a"}]},"""
            + """{"rank":1,"completion":[{"role":"assistant","content":"b"}]},"""
            + """{"rank":2,"completion":[{"role":"assistant","content":"c"}]}]}"""
        },
        {
            "ms-swift", """{"messages":[{"role":"system","content":"s"},{"role":"user","content":"<video><image>What?"},"""
            + """{"role":"assistant","content":"a"}],"rejected_response":"b","videos":["v.mp4"],"images":["i.png"],"""
            + """ "rejected_videos":[["f1.png","f2.png"]],"margin":0.3}"""
        },
        { "ms-swift/query", """{"query":"What?","response":"a","rejected_response":"b","videos":[["f1.png","f2.png"]]}""" },
        {
            "llama-factory/sharegpt", """{"conversations":[{"from":"human","value":"<video>What?"}],"""
            + """ "chosen":{"from":"gpt","value":"a"},"rejected":{"from":"gpt","value":"b"},"videos":["v.mp4"]}"""
        },
        { "llama-factory/alpaca", """{"instruction":"What?","chosen":"a","rejected":"b","images":["i.png"]}""" },
        {
            "llava-hound", """{"id":"h2","video":"frames/h2","prompt":"What?","chosen":{"from":"gpt","value":"a cat"},"""
            + """ "rejected":{"from":"gpt","value":"a dog"},"chosen_score":4,"rejected_score":2}"""
        },
        {
            "vlm-rlaif/sft", """{"id":"v_1","src_data":"ANet","conversations":[{"from":"human","value":"<image>\nWhat happens?"},"""
            + """{"from":"gpt","value":"A man runs."},{"from":"human","value":"Where?"},{"from":"gpt","value":"Outside."}],"""
            + """ "images":["v_1/01.jpg","v_1/02.jpg","v_1/03.jpg"]}"""
        },
        {
            "vlm-rlaif/rm", """{"id":7,"src_data":"ANet","conversations":[{"from":"human","value":"What happens?\n<image>"},"""
            + """{"from":"gpt","value":"unread"}],"images":["a/1.jpg","a/2.jpg"],"output_1":{"from":"gpt","value":"He runs."},"""
            + """ "output_2":{"from":"gpt","value":"He sits."},"preference":1}"""
        },
        {
            "vlm-rlaif/rm", """{"id":"8","conversations":[{"from":"human","value":"<image>\nWho?"},{"from":"gpt","value":""}],"""
            + """ "images":["a/1.jpg","a/2.jpg"],"output_1":{"from":"gpt","value":"Ann"},"output_2":{"from":"gpt","value":"Bob"},"""
            + """ "preference":2}"""
        },
        {
            "vlm-rlaif/rl", """{"uid":1000001,"conversations":[{"from":"human","value":"<image>\nWho?"},{"from":"gpt","value":"Ann"},"""
            + """{"from":"human","value":"Sure?"},{"from":"gpt","value":"Yes"}],"images":["a/1.jpg","a/2.jpg"],"caption_type":1,"""
            + """ "length_bonus":1.0}"""
        },
        { "sft/sharegpt", """{"conversations":[{"from":"human","value":"<image>q"},{"from":"gpt","value":"a"}],"images":["i.png"]}""" },
        { "sft/sharegpt", """{"id":"t","conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}]}""" },
        {
            "sft/messages", """{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"},"""
            + """{"role":"user","content":"r"},{"role":"assistant","content":"b"}],"channel":"c"}"""
        },
        {
            "trl/unpaired-conversational", """{"prompt":[{"role":"user","content":"q"}],"""
            + """ "completion":[{"role":"assistant","content":"a"}],"label":false}"""
        },
        { "trl/unpaired", """{"prompt":"q","completion":"a","label":true}""" },
        {
            "trl/conversational", """{"prompt":[{"role":"user","content":"q"}],"chosen":[{"role":"assistant","content":"a"}],"""
            + """ "rejected":[{"role":"assistant","content":"b"}],"images":["i.png","j.png"]}"""
        },
        {
            "trl/implicit", """{"chosen":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}],"""
            + """ "rejected":[{"role":"user","content":"q"},{"role":"assistant","content":"b"}]}"""
        },
        { "trl", """{"prompt":"q","chosen":"a","rejected":"b","score":[1,null,{"x":"ü"}]}""" },
    };
}
