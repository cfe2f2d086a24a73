using Atom.OAuth.Inspection;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.State;

/// <summary>Log events 4720 to 4749. None contains a state, a nonce, a binding or a user.</summary>
internal static partial class StateLog
{
    private const int LongestName = 64;

    /// <summary>Sanitizes a provider's id for the log: it may come from a route.</summary>
    public static string Name(string provider) => DisplayText.Clean(provider, LongestName) ?? string.Empty;

    [LoggerMessage(4720, LogLevel.Debug, "Made a state for {Provider}; by reference: {IsReference}.")]
    public static partial void Built(ILogger logger, string provider, bool isReference);

    [LoggerMessage(4721, LogLevel.Debug, "A state for {Provider} is valid.")]
    public static partial void Accepted(ILogger logger, string provider);

    [LoggerMessage(4722, LogLevel.Information, "A state at the callback of {Provider} is not accepted: {Outcome}.")]
    public static partial void Refused(ILogger logger, string provider, OAuthStateOutcome outcome);

    [LoggerMessage(4723, LogLevel.Warning, "A genuine state at the callback of {Provider} belongs to someone or something else: {Outcome}. It may be an attack.")]
    public static partial void Misdirected(ILogger logger, string provider, OAuthStateOutcome outcome);

    [LoggerMessage(4724, LogLevel.Warning, "The Data Protection key {KeyId} of a state for {Provider} was not found in the key ring or is revoked. "
        + "Flows that started before the keys were lost cannot be finished: keep the keys in a place that outlives the process and is shared by all "
        + "instances.")]
    public static partial void KeyUnavailable(ILogger logger, string provider, string keyId);

    [LoggerMessage(4725, LogLevel.Error, "The state store, or the key ring, failed at the callback of {Provider}: nobody is let in.")]
    public static partial void StoreFailed(ILogger logger, Exception exception, string provider);

    [LoggerMessage(4726, LogLevel.Warning, "The redirect path of a state for {Provider} is no longer allowed: {Problem} The default path takes its place.")]
    public static partial void RedirectPathReplaced(ILogger logger, string provider, string problem);

    [LoggerMessage(4727, LogLevel.Warning, "The outcome of a callback of {Provider} was not recorded: a duplicate callback cannot repeat it.")]
    public static partial void OutcomeNotRecorded(ILogger logger, Exception? exception, string provider);

    [LoggerMessage(4729, LogLevel.Warning, "The browser sent no cookie with a genuine state at the callback of {Provider}. The cookie is Secure: "
        + "browsers drop it over plain http, except on localhost. They leave it out of a callback by POST unless OAuthStateOptions.AllowCrossSitePost "
        + "is set, and send it only to the host that set it: connect and callback have to be on the same one. A link that was opened in another "
        + "browser looks the same.")]
    public static partial void CookieMissing(ILogger logger, string provider);

    [LoggerMessage(4730, LogLevel.Error, "The table of the state store was gone, and was made again. Which states were used is forgotten.")]
    public static partial void TableMadeAgain(ILogger logger);

    [LoggerMessage(4731, LogLevel.Information, "States are kept in memory: each is used once within this process, and forgotten with it. With more than one instance, "
        + "or to finish flows over a restart, use a database: AddRelationalStateStore.")]
    public static partial void StatesInMemory(ILogger logger);

    [LoggerMessage(4728, LogLevel.Warning, "Expired entries of the state store were not deleted; it is tried again later.")]
    public static partial void PruningFailed(ILogger logger, Exception exception);
}
