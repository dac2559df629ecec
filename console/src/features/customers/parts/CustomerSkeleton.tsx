import { CardsSkeleton, TableSkeleton } from "@/ui/Skeletons";

/** The shape of a customer's page while it is on its way. */
export function CustomerSkeleton() {
  return (
    <div className="hy-page">
      <div className="hy-page-body">
        <TableSkeleton rows={1} columns={4} />
        <CardsSkeleton cards={5} />
        <div className="hy-main-side">
          <TableSkeleton rows={8} columns={3} />
          <TableSkeleton rows={3} columns={2} />
        </div>
      </div>
    </div>
  );
}
