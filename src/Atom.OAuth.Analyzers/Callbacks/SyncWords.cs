using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>What tells that history is fetched, or that something is started which may do so. Every entry has a test.</summary>
internal static class SyncWords
{
    /// <summary>Calls that fetch history.</summary>
    public static readonly NameTable Calls = new(
        "Sync", "Resync", "Synchronize", "Synchronise", "Synchronization", "Backfill", "Back Fill", "Import", "Ingest", "Historical",
        "Get History", "Fetch History", "Load History", "Pull History", "Harvest", "Crawl", Enqueue, "Schedule", "Queue", "Trigger Job",
        "Fire And Forget", "Start New", "Publish", "Try Write", "Start Workflow", "Raise Event", "Fetch All", "Load All", "Pull",
        "Download All", "Initial Load", "Fetch Initial", "Load Initial", "Get Initial Data",
        "Get Initial History", "Get Initial Activities", "Poll", "Start Polling", "Fetch And", "Download And", "Load And");

    /// <summary>The call that queues of work share with lists.</summary>
    public const string Enqueue = "Enqueue";

    /// <summary>Calls of those names that are no sync.</summary>
    public static readonly NameTable Others = new(
        "Import Key", "Import Parameters", "Import Pem", "Import From", "Import Rsa", "Import Pkcs", "Import Subject", "Import Encrypted",
        "Save Sync $", "Send Sync $", "Execute Sync $", "Get Sync $", "Post Sync $", "Run Sync $", "Read Sync $", "Write Sync $",
        "Pull Request", "Publish System", "Publish Status", "Publish Notification", "Schedule Refresh", "Schedule Token", "Queue Email",
        "Enqueue Email", "Queue Notification", "Enqueue Notification", "Try Write Bytes", "^Mark Sync", "Last Sync", "Sync Status", "Sync State $",
        "Sync Token $", "Sync Settings $", "Sync Options $", "^Is Sync", "^Can Sync", "^Has Sync", "Sync Webhook", "Sync Script",
        "Sync Webhook Subscription");

    /// <summary>Calls of those names that read a file of one's own, where they are given nothing.</summary>
    public static readonly NameTable OwnLoads = new("^Load All $", "^Fetch All $");

    /// <summary>An object says what has happened to it. What handles that is of this project, and can be looked into.</summary>
    public static readonly NameTable DomainEvents = new(
        "^Raise Domain Event $", "^Add Domain Event $", "^Raise Event $", "^Register Domain Event $", "^Queue Domain Event $", "^Publish Domain Event $");

    /// <summary>What tells people that something happened, and starts nothing.</summary>
    public static readonly NameTable Notifiers = new("Broadcaster", "Notifier", "Hub Context", "^Hub $", "Notification");

    /// <summary>Calls of those that tell something.</summary>
    public static readonly NameTable Notices = new("^Publish", "^Notify", "^Broadcast", "^Send");

    /// <summary>What hands work to the thread of the user interface.</summary>
    public static readonly NameTable Dispatchers = new("Dispatcher", "Main Thread", "Synchronization Context");

    /// <summary>Work in the background that waits for what comes from now on.</summary>
    public static readonly NameTable Live = new("Receive", "Listen", "Heartbeat", "Keep Alive", "Ping", "Stats", "Reconnect");

    /// <summary>Work in the background that prepares for what comes from now on: <c>Task.Run(() => RegisterWebhooksAsync())</c>.</summary>
    public static readonly NameTable Preparations = new("^Register", "^Subscribe", "Webhook", "Script Tag", "Default Settings");

    /// <summary>Work in the background that does nothing but read or write a text: <c>Task.Run(() => JsonSerializer.Deserialize(…))</c>.</summary>
    public static readonly NameTable Readings = new("^Deserialize", "^Serialize", "^Parse");

    /// <summary>Types whose objects carry such work.</summary>
    public static readonly NameTable Types = new("Sync", "Backfill", "Import", "Historical", "Ingest", "Crawl", "Synchronization", "^Thread $");

    /// <summary>Types of those names whose objects only keep something: <c>new CalendarSyncToken()</c>.</summary>
    public static readonly NameTable OtherTypes = new("Token $", "Credential $", "Settings $", "Options $", "Configuration $", "Exception $");

    /// <summary>Calls that start work in the background, by type and name.</summary>
    public static readonly string[] Starts =
    {
        "Task.Run", "Factory.StartNew", "ThreadPool.QueueUserWorkItem", "Writer.WriteAsync", "Endpoint.Send", "Bus.Send",
        "BackgroundJob.Enqueue", "RecurringJob.AddOrUpdate", "JobManager.AddOrUpdate", "Jobs.AddOrUpdate",
    };
}
