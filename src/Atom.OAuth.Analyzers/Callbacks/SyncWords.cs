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

    /// <summary>Work in the background that does nothing but read or write a text, or make an object: <c>Task.Run(() => JsonSerializer.Deserialize(…))</c>.</summary>
    public static readonly NameTable Readings = new("^Deserialize", "^Serialize", "^Parse", "^New Guid", "^To String");

    /// <summary>Types whose objects carry such work.</summary>
    public static readonly NameTable Types = new("Sync", "Backfill", "Import", "Historical", "Ingest", "Crawl", "Synchronization", "^Thread $",
        "Outbox");

    /// <summary>Types of those names whose objects only keep something: <c>new CalendarSyncToken()</c>.</summary>
    public static readonly NameTable OtherTypes = new("Token $", "Credential $", "Settings $", "Options $", "Configuration $", "Exception $");

    /// <summary>Messages that record or tell what has happened, and that nobody fetches anything for.</summary>
    public static readonly NameTable NoticeMessages = new("Audit", "^Send Email", "^Send Mail", "^Send Notification", "Email Message $", "Mail Message $");

    /// <summary>Calls that push into a list or a stream of Redis: as a queue, for whoever takes from its other end.</summary>
    public static readonly NameTable Pushes = new("^List Left Push", "^List Right Push", "^Stream Add");

    /// <summary>Calls that put a message into a queue.</summary>
    public static readonly NameTable Messages = new("^Send Message", "^Send Event", "^Produce", "^Send $");

    /// <summary>Types whose objects are a message for a queue.</summary>
    public static readonly NameTable MessageTypes = new(
        "Service Bus Message $", "Brokered Message $", "Send Message Request $", "Send Message Batch Request $", "Queue Message $", "Event Data $");

    /// <summary>What a queue is called, or its type.</summary>
    public static readonly NameTable Queues = new(
        "Queue", "Sqs", "Service Bus", "Producer", "Kafka", "Event Hub", "Rabbit", "Event Bus", "Message Bus", "Message Session", "Pub Sub");

    /// <summary>Queues that take what people are told, or what is only recorded.</summary>
    public static readonly NameTable OtherQueues = new("Email", "Mail", "Notification", "Sms", "Audit", "Log");

    /// <summary>What a table or a service is called whose messages are sent later.</summary>
    public static readonly NameTable Outboxes = new("Outbox");

    /// <summary>Calls that put a message there.</summary>
    public static readonly NameTable OutboxCalls = new("^Add", "^Append", "^Create", "^Insert", "^Put", "^Record", "^Save", "^Send", "^Stage", "^Store", "^Write");

    /// <summary>Calls that put a message into what a function is given for it.</summary>
    public static readonly NameTable CollectorCalls = new("^Add");

    /// <summary>Attributes of a function's parameter whose values go into a queue.</summary>
    public static readonly string[] QueueBindings = { "Queue", "ServiceBus", "EventHub", "RabbitMQ", "Kafka" };

    /// <summary>Attributes of a function, or of a member of what it returns, whose value goes into a queue.</summary>
    public static readonly string[] Outputs = { "QueueOutput", "ServiceBusOutput", "EventHubOutput", "RabbitMQOutput", "KafkaOutput" };

    /// <summary>Attributes of a function.</summary>
    public static readonly string[] Functions = { "Function", "FunctionName" };

    /// <summary>Calls that ask a worker over HTTP.</summary>
    public static readonly NameTable WorkerRequests = new("^Post", "^Put");

    /// <summary>The member of a client below whose address the path stands.</summary>
    public const string BaseOfClient = "BaseAddress";

    /// <summary>What stands in the path that it is asked at.</summary>
    public static readonly NameTable WorkerPaths = new("Sync", "Resync", "Backfill", "Import", "Ingest", "Historical");

    /// <summary>Calls that run what the object is there for, and say no more.</summary>
    public static readonly NameTable Runs = new("^Run $", "^Start $", "^Execute $", "^Trigger $", "^Begin $", "^Launch $", "^Process $", "^Perform $");

    /// <summary>What an object is called that fetches history, or its type.</summary>
    public static readonly NameTable Workers = new(
        "Sync", "Synchronizer", "Synchroniser", "Synchronization", "Import", "Importer", "Backfill", "Backfiller", "Crawler", "Harvester", "Ingestion");

    /// <summary>Objects of those names that fetch nothing.</summary>
    public static readonly NameTable OtherWorkers = new("Sync Lock", "Sync Root", "Sync Context", "Synchronization Context", "Sync Token", "Sync Settings");

    /// <summary>Members that ask for a history once they are set.</summary>
    public static readonly NameTable Flags = new(
        "Need Sync", "Needs Sync", "Need Import", "Needs Import", "Needs Backfill", "Require Sync", "Requires Sync", "Requires Import",
        "Sync Required", "Import Required", "Sync Requested", "Import Requested", "Backfill Requested", "Pending Sync", "Pending Import",
        "Pending Backfill", "Sync Pending", "Import Pending", "Backfill Pending", "Next Sync", "Next Import", "Next Poll", "Force Sync");

    /// <summary>Members of those names that only say how a later sync goes on.</summary>
    public static readonly NameTable OtherFlags = new("Token $", "Interval $");

    /// <summary>Values that ask for nothing: <c>string.Empty</c>, <c>DateTime.MaxValue</c>.</summary>
    public static readonly WordTable Nothing = new(WordMatch.Whole, StringComparison.Ordinal, "Empty", "MaxValue");

    /// <summary>The call that puts an event into a list of them.</summary>
    public const string Listing = "Add";

    /// <summary>Calls that let somebody go on who waits.</summary>
    public static readonly NameTable Signals = new("^Release $", "^Set $", "^Try Set Result $", "^Set Result $");

    /// <summary>Calls that wait for that.</summary>
    public static readonly NameTable SignalWaits = new("^Wait");

    /// <summary>The member of a signal that is awaited.</summary>
    public const string TaskOfSignal = "Task";

    /// <summary>What such a signal is made of.</summary>
    public static readonly string[] SignalTypes = { "Semaphore", "ResetEvent", "TaskCompletionSource" };

    /// <summary>Base types by which nobody asks for a signal.</summary>
    public static readonly WordTable OtherBases = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "BackgroundService", "IHostedService", "IHostedLifecycleService", "IDisposable", "IAsyncDisposable");

    /// <summary>Base types of services that run beside the requests.</summary>
    public static readonly WordTable HostedServices = new(
        WordMatch.Whole, StringComparison.Ordinal, "BackgroundService", "IHostedService", "IHostedLifecycleService");

    /// <summary>Calls that start work in the background, by type and name.</summary>
    public static readonly string[] Starts =
    {
        "Task.Run", "Factory.StartNew", "ThreadPool.QueueUserWorkItem", "Writer.WriteAsync", "Endpoint.Send", "Bus.Send",
        "BackgroundJob.Enqueue", "RecurringJob.AddOrUpdate", "JobManager.AddOrUpdate", "Jobs.AddOrUpdate",
    };
}
