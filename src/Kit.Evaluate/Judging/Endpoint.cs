using System.ClientModel;
using System.Text.Json;
using Kit.Data.Video;
using Kit.Video;
using OpenAI;
using OpenAI.Chat;

namespace Kit.Evaluate.Judging;

/// <summary>A model behind an OpenAI-compatible chat endpoint.</summary>
/// <param name="Address">Such as http://localhost:8000/v1.</param>
/// <param name="Model">As the endpoint names it, with its version.</param>
/// <param name="Temperature">0 by default; the official scripts use 1 for TempCompass.</param>
/// <param name="MaxTokens">Longest output.</param>
/// <param name="Timeout">Of one request; null is 60 seconds.</param>
/// <param name="Retries">Repeats of a request that met 408, 429, 5xx, a cut connection or a time-out.</param>
/// <param name="FirstDelay">Before the first repeat; doubled each time unless the server names a delay; null is 0.8
/// seconds.</param>
public sealed record Endpoint(
    Uri Address, string Model, double Temperature = 0, int MaxTokens = 256, TimeSpan? Timeout = null, int Retries = 5,
    TimeSpan? FirstDelay = null)
{
    /// <summary>A judge of this endpoint.</summary>
    /// <param name="key">The secret that the endpoint asks for; it is in no protocol, log or message.</param>
    /// <param name="concurrency">Most requests at a time.</param>
    public Judge Judge(string key, int concurrency = 8)
    {
        var client = new ChatClient(Model, new ApiKeyCredential(key.Length > 0 ? key : "none"), new OpenAIClientOptions
        {
            Endpoint = Address,
            NetworkTimeout = Timeout ?? TimeSpan.FromSeconds(60),
            RetryPolicy = new BackOff(Retries, FirstDelay ?? TimeSpan.FromSeconds(0.8), TimeProvider.System),
        });
        return new Judge(Identity, (request, cancellation) => Ask(client, request, cancellation)).Limited(concurrency);
    }

    private string Identity => FormattableString.Invariant(
        $"{Model} at {Address.Authority}, temperature {Temperature}, at most {MaxTokens} tokens");

    private async Task<JudgeReply> Ask(ChatClient client, JudgeRequest request, CancellationToken cancellation)
    {
        try
        {
            var options = new ChatCompletionOptions
            {
                Temperature = (float)Temperature, MaxOutputTokenCount = MaxTokens,
            };
            var completion = await client.CompleteChatAsync(Messages(request), options, cancellation)
                .ConfigureAwait(false);
            return new JudgeReply.Text(string.Concat(completion.Value.Content.Select(part => part.Text)));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (fault is ClientResultException or JsonException or IOException
            or HttpRequestException or OperationCanceledException or AggregateException or InvalidOperationException
            or KeyNotFoundException or ArgumentException)
        {
            return new JudgeReply.Failed($"{fault.GetType().Name}: {fault.Message.Split('\n')[0]}");
        }
    }

    private static List<ChatMessage> Messages(JudgeRequest request) =>
    [
        .. request.System.Length > 0 ? [new SystemChatMessage(request.System)] : Array.Empty<ChatMessage>(),
        .. request.Earlier.SelectMany(turn => new ChatMessage[]
        {
            new UserChatMessage(turn.User), new AssistantChatMessage(turn.Assistant),
        }),
        request.Frames is { } frames
            ? new UserChatMessage([.. Pictures(frames), ChatMessageContentPart.CreateTextPart(request.User)])
            : new UserChatMessage(request.User),    // a plain text: some servers take no list of parts
    ];

    /// <summary>Frames as PNG pictures before the words, in their order.</summary>
    private static IEnumerable<ChatMessageContentPart> Pictures(Frames frames) =>
        Enumerable.Range(0, frames.Count).Select(frame => ChatMessageContentPart.CreateImagePart(
            BinaryData.FromBytes(Png.From(frames, frame)), "image/png"));
}
